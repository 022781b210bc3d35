/** memcore for Spring Boot: auto-configuration, health indicator and actuator endpoint. */
@SuppressWarnings({"requires-transitive-automatic", "requires-automatic"})
module dev.memcore.spring.boot {
    requires transitive dev.memcore;
    requires transitive dev.memcore.spring.ai;
    requires transitive spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.beans;
    requires spring.core;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.boot.health;
    requires static org.jspecify;

    exports dev.memcore.spring.boot;

    opens dev.memcore.spring.boot;
}
