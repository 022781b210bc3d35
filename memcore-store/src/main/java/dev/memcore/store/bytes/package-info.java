/** Primitive binary values, digests and the store's id. */
@NullMarked
package dev.memcore.store.bytes;

import org.jspecify.annotations.NullMarked;
