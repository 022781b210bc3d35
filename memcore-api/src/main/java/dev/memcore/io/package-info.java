/**
 * How memcore's own modules work with files: on which threads, and what a failed write means. Exported to these modules
 * alone.
 *
 * <p>If a thread is interrupted while it uses an interruptible channel, the JDK closes the channel. A host may interrupt its
 * threads at any time, so a file operation never runs on one of them: {@link dev.memcore.io.FileThread} takes it over.
 */
@NullMarked
package dev.memcore.io;

import org.jspecify.annotations.NullMarked;
