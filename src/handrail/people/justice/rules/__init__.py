"""The rules of this room: dated facts in, dated answers out. They know no Django and no clock."""
