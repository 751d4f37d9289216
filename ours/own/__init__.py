"""Ours, not yours: owners and commitments on both sides (O1–O4).

**Ownership**: one owner on each side. **Commitment**: what somebody will do by when, and its **Outcome** (kept, missed,
renegotiated), counted alike for both sides. **WayOfWorking** is proposed by one side and agreed by the other. **Step**:
what lies ahead. **Prescription**: a way out proposed before the problem was understood, with its reason. **Ability**:
what the client can now do without us.
"""
