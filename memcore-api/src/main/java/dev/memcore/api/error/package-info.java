/** The exceptions that memcore throws, and their error codes. */
@NullMarked
package dev.memcore.api.error;

import org.jspecify.annotations.NullMarked;
