"""What every part of casework asks: which rows are open to the actor, and what a form has to choose from."""
