/** What a running store tells about itself: its health. */
@NullMarked
package dev.memcore.observe;

import org.jspecify.annotations.NullMarked;
