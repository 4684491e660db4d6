/** Each stands in the other's place once the case has moved on: so do the words in it. */
export const addNames = "add again";
export const againNames = "again add";
