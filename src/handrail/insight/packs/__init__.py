"""Board packs: chosen measures of one area by month or quarter, with comments, actions and a signature, then frozen."""
