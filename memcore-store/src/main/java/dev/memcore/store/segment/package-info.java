/** Segment files: headers, frames within them, the manifest, copies and merges. */
@NullMarked
package dev.memcore.store.segment;

import org.jspecify.annotations.NullMarked;
