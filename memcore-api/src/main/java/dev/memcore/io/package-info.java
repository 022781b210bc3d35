/**
 * The file access of memcore's modules: the threads that use files, and the causes of failed writes. Exported to these
 * modules only.
 *
 * <p>If a thread is interrupted while it uses an interruptible channel, the JDK closes the channel. A host may
 * interrupt its threads at any time. Therefore a file operation never runs on a thread of the host: {@link
 * dev.memcore.io.FileThread} executes it.
 */
@NullMarked
package dev.memcore.io;

import org.jspecify.annotations.NullMarked;
