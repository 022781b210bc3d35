package dev.memcore.spring.boot;

import dev.memcore.api.MemoryManager;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health indicator and the actuator endpoint of the store, in applications that have the actuator. */
@AutoConfiguration(after = MemcoreAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, Endpoint.class, ConditionalOnAvailableEndpoint.class})
public final class MemcoreActuatorAutoConfiguration {
    /** Creates the configuration. */
    public MemcoreActuatorAutoConfiguration() {}

    @Bean
    StoreChecks memcoreStoreChecks(MemoryManager manager, ObjectProvider<InstantSource> clocks) {
        return new StoreChecks(manager, clocks.getIfUnique(InstantSource::system));
    }

    @Bean
    @ConditionalOnMissingBean(name = "memcoreHealthIndicator")
    @ConditionalOnEnabledHealthIndicator("memcore")
    HealthIndicator memcoreHealthIndicator(MemoryManager manager, StoreChecks checks, MemcoreProperties properties) {
        return new MemcoreHealthIndicator(manager, checks, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    MemcoreEndpoint memcoreEndpoint(MemoryManager manager, StoreChecks checks) {
        return new MemcoreEndpoint(manager, checks);
    }
}
