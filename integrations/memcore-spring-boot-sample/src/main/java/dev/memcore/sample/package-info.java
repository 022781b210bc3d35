/** A sample application with two users: a chat over HTTP whose memory is in memcore. */
@NullMarked
package dev.memcore.sample;

import org.jspecify.annotations.NullMarked;
