"""The rulebook as a reader and a unit meet it: rules with article and examples, adoption, local profiles, own kinds."""
