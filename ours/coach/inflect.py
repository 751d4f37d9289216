"""The forms of English words, for the word classes of the rule packs: "decide*" and "client+" stand for all of them."""

_IRREGULAR = {
    verb: forms.split("/")
    for verb, forms in (
        pair.split("=")
        for pair in (
            "become=became begin=began/begun bite=bit/bitten bleed=bled blow=blew/blown break=broke/broken "
            "bring=brought build=built buy=bought catch=caught choose=chose/chosen come=came cost=cost cut=cut "
            "deal=dealt do=did/done draw=drew/drawn drive=drove/driven eat=ate/eaten fall=fell/fallen feed=fed "
            "feel=felt fight=fought find=found fly=flew/flown forget=forgot/forgotten forgive=forgave/forgiven "
            "freeze=froze/frozen get=got/gotten give=gave/given go=went/gone grow=grew/grown hang=hung have=had "
            "hear=heard hide=hid/hidden hit=hit hold=held hurt=hurt keep=kept know=knew/known lay=laid lead=led "
            "learn=learnt leave=left lend=lent let=let lie=lay/lain lose=lost make=made mean=meant meet=met "
            "mislead=misled overlook=overlooked override=overrode/overridden pay=paid put=put quit=quit read=read "
            "rebuild=rebuilt rewrite=rewrote/rewritten ride=rode/ridden ring=rang/rung rise=rose/risen run=ran "
            "say=said see=saw/seen seek=sought sell=sold send=sent set=set shake=shook/shaken show=showed/shown "
            "shut=shut sing=sang/sung sit=sat sleep=slept slide=slid speak=spoke/spoken spend=spent split=split "
            "spread=spread stand=stood steal=stole/stolen stick=stuck strive=strove/striven sweep=swept "
            "swing=swung take=took/taken teach=taught tear=tore/torn tell=told think=thought throw=threw/thrown "
            "understand=understood wake=woke/woken wear=wore/worn win=won withhold=withheld write=wrote/written "
            "undercut=undercut leak=leaked weave=wove/woven foresee=foresaw/foreseen withdraw=withdrew/withdrawn"
        ).split()
    )
}
_DOUBLED = frozenset(
    "stop drop plan ship skip slip chat fit get put set run sit cut hit let quit begin forget commit submit refer "
    "prefer transfer admit permit plot rob grab scrap swap wrap nag rig beg hog cram trim pin dig bin fob cap log "
    "map tag step "
    "bug jog dump_off regret ban scan spin win chip snub shun plug sob equip".split()
)


def verb(base: str) -> list[str]:
    """All forms of a verb given by its plain form, the plain form first."""
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith(("ee", "oe", "ye")):
        ing, stem = base + "ing", base[:-1]
    elif base in _DOUBLED:
        stem = base + base[-1]
        ing = stem + "ing"
    else:
        ing = stem + "ing"
    past = _IRREGULAR.get(base)
    if past is None and base.endswith("y") and base[-2:-1] not in "aeiou":
        past = [base[:-1] + "ied"]
    forms = [base, third(base), ing, *(past or [stem + "ed"])]
    if base.endswith("l") and base[-2:-1] in "aeiou" and base[-3:-2] not in "aeiou":
        forms += [base + "led", base + "ling"]
    return list(dict.fromkeys(forms))


def third(base: str) -> str:
    """A verb's form for he, she and it; also a noun's plural."""
    if base in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")


def forms(entry: str) -> list[str]:
    """What one entry of a word class stands for, expressions with spaces.

    `decide*` is the verb in all its forms, `client+` the noun and its plural, `a/b` several words, `_` a space.
    """
    if "/" in entry and "24/7" not in entry:
        return [form for one in entry.split("/") for form in forms(one)]
    words = entry.replace("_", " ")
    if words.endswith("*"):
        head, _, last = words[:-1].rpartition(" ")
        return [f"{head} {form}".strip() for form in verb(last)]
    if words.endswith("+"):
        return [words[:-1], third(words[:-1])]
    return [words]
