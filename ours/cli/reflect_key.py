"""`ours reflect-key`."""

import click

from ours.cli import start_django


@click.command()
@click.option(
    "--rotate", is_flag=True, help="Make a new key and wrap the authors' keys with it; earlier ones still open."
)
@click.option("--forget-old", is_flag=True, help="Strike the earlier keys: backups of before open for nobody any more.")
@click.option("--new", is_flag=True, help="Print a fresh key, to put first into OURS_REFLECT_KEY.")
def command(rotate: bool, forget_old: bool, new: bool) -> None:
    """Turn the key of the private rooms, which lies beside the database and never in it.

    Without options it says where the key is. With the key in OURS_REFLECT_KEY: put a new one before the old, restart,
    run --rotate, and take the old one out when no backup needs it any more.
    """
    start_django()
    from ours.reflect import keys, turning

    if new:
        click.echo(keys.new_key())
        return
    inside = keys.from_environment()
    try:
        if rotate:
            if not inside:
                keys.put_first()
            click.echo(f"Wrapped anew: the keys of {turning.wrap_all_anew()} rooms.")
        if forget_old:
            if inside:
                raise click.ClickException("The keys stand in OURS_REFLECT_KEY; take the earlier ones out there.")
            if turning.earlier_in_use():
                raise click.ClickException("Some rooms still need an earlier key. Run --rotate first.")
            click.echo(f"Struck: {keys.forget_all_but(keys.ring().newest)} earlier keys.")
        if not rotate and not forget_old:
            ring = keys.ring(make=False)
            where = "in OURS_REFLECT_KEY" if inside else f"in {keys.place()}"
            click.echo(f"The key {ring.newest} stands {where}; {len(ring.keys) - 1} earlier ones stand beside it.")
    except (keys.KeyGone, ValueError) as error:
        raise click.ClickException(str(error)) from error
