/** Bounds of what a policy may say, so that every date and schedule stays within reach. */

/** Most days in any rule: ten years. */
export const days = 3_660;
/** Most instalments of a plan. */
export const terms = 600;
