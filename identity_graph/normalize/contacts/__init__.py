"""Telephone numbers and e-mail addresses: one value for one line or mailbox, and what each says.

Plans are libphonenumber's; what providers ignore, placeholders and desks stand in ``tables/``.
"""

from identity_graph.normalize.contacts.emails import ReadEmail, read_email, usable_emails
from identity_graph.normalize.contacts.phones import ReadPhone, read_phone, read_phones, usable_phones

__all__ = ["ReadEmail", "ReadPhone", "read_email", "read_phone", "read_phones", "usable_emails", "usable_phones"]
