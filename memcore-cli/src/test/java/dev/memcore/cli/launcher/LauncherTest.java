package dev.memcore.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LauncherTest {
    private static final int JAVA_8 = 52;

    @Test
    void anOldJvmIsToldWhichOneIsNeeded() {
        String complaint = Launcher.complaint("17", "/opt/java-17", "memcore-cli.jar");
        assertTrue(complaint.contains("needs Java 21 or newer"), complaint);
        assertTrue(complaint.contains("this is Java 17 in /opt/java-17"), complaint);
        assertTrue(Launcher.complaint("1.8", "/opt/java-8", "memcore-cli.jar").contains("this is Java 1.8"));
    }

    @Test
    void aNewJvmIsWelcome() {
        assertEquals("", Launcher.complaint("21", "/opt/java-21", "memcore-cli.jar"));
        assertEquals("", Launcher.complaint("25", "/opt/java-25", "memcore-cli.jar"));
        assertEquals("", Launcher.complaint("some day", "/opt/java", "memcore-cli.jar"));
    }

    @Test
    void theLauncherItselfRunsOnJava8() throws IOException {
        try (InputStream in = Objects.requireNonNull(Launcher.class.getResourceAsStream("Launcher.class"));
                DataInputStream classFile = new DataInputStream(in)) {
            assertEquals(0xCAFEBABE, classFile.readInt());
            classFile.readUnsignedShort();
            assertEquals(JAVA_8, classFile.readUnsignedShort());
        }
    }
}
