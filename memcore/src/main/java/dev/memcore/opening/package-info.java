/** Opens, recovers, restores and checks a store. */
@NullMarked
package dev.memcore.opening;

import org.jspecify.annotations.NullMarked;
