/** Erases memories and everything derived from them, and proves the erasure with receipts. */
@NullMarked
package dev.memcore.erasure;

import org.jspecify.annotations.NullMarked;
