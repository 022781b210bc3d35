/** Sessions of Spring AI Session over memcore. */
@NullMarked
package dev.memcore.spring.ai.session;

import org.jspecify.annotations.NullMarked;
