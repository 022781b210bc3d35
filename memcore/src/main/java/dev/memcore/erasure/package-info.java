/** Erases memories and what was derived from them, and proves it by receipts. */
@NullMarked
package dev.memcore.erasure;

import org.jspecify.annotations.NullMarked;
