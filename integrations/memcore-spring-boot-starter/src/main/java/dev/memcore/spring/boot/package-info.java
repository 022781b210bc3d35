/**
 * The auto-configuration of memcore for Spring Boot: a store, the adapters of Spring AI over it, a health indicator and
 * an actuator endpoint. {@link dev.memcore.spring.boot.MemcoreProperties} lists the properties.
 */
@NullMarked
package dev.memcore.spring.boot;

import org.jspecify.annotations.NullMarked;
