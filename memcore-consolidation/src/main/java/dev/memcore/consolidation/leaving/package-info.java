/** What leaves a tier: who is worth least, how many of a group stay, and the orders of leaving that published policies have. */
@NullMarked
package dev.memcore.consolidation.leaving;

import org.jspecify.annotations.NullMarked;
