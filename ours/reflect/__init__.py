"""The private room of one person.

Its place in the house: nobody imports it but the table of contents and the URL list. It holds no records yet.
"""
