"""What every part of casework asks: which rows the door opens, and what a form has to choose from."""
