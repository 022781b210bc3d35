/** Links that come by themselves: between what is alike, and between what is used together. */
@NullMarked
package dev.memcore.consolidation.link;

import org.jspecify.annotations.NullMarked;
