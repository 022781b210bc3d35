/** What all parts of an adapter share: its names, locks, digests and texts. */
@NullMarked
package dev.memcore.adapter;

import org.jspecify.annotations.NullMarked;
