/** The binary form of a commit. */
@NullMarked
package dev.memcore.store.codec;

import org.jspecify.annotations.NullMarked;
