package dev.memcore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What holds for all commands. */
final class MemcoreCommandTest {
    @TempDir
    private Path directory;

    @Test
    void everyCommandHasHelpWithADescription() {
        CommandLine root = MemcoreCommand.commandLine();
        assertTrue(root.getSubcommands().size() >= 11, root.getSubcommands().keySet()::toString);
        root.getSubcommands().forEach((name, command) -> {
            assertNotNull(command.getCommandSpec().findOption("--help"), name);
            assertTrue(command.getCommandSpec().usageMessage().description().length > 0, name);
            assertEquals(
                    0,
                    MemcoreCommand.commandLine()
                            .setOut(new PrintWriter(new StringWriter()))
                            .execute(name, "--help"));
        });
    }

    @Test
    void theCommandAloneShowsItsCommandsAndExitCodes() {
        StringWriter out = new StringWriter();
        assertEquals(
                0, MemcoreCommand.commandLine().setOut(new PrintWriter(out)).execute());
        assertTrue(out.toString().contains("export-user"), out::toString);
        assertTrue(out.toString().contains("Exit codes:"), out::toString);
    }

    @Test
    void anUnknownCommandIsInvalidInput() {
        assertEquals(2, MemcoreCommand.run("frobnicate"));
        assertEquals(2, MemcoreCommand.run("serve"));
    }

    @Test
    void aCompletionScriptThatBashAcceptsCompletesCommandsAndOptions() throws IOException, InterruptedException {
        StringWriter out = new StringWriter();
        assertEquals(
                0, MemcoreCommand.commandLine().setOut(new PrintWriter(out)).execute("completion"));
        Path script = Files.writeString(
                directory.resolve("completion.sh"),
                out + "\n"
                    + "COMP_WORDS=(memcore ex) COMP_CWORD=1; _complete_memcore; echo \"${COMPREPLY[@]}\"\n"
                    + "COMP_WORDS=(memcore backup --t) COMP_CWORD=2; _complete_memcore; echo \"${COMPREPLY[@]}\"\n");
        if (!Files.isExecutable(Path.of("/bin/bash"))) {
            assertFalse(out.toString().isEmpty()); // no bash to try it with
            return;
        }
        Process bash = new ProcessBuilder("/bin/bash", script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt complains outside of a completion
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), printed);
        assertEquals("export export-user\n--to\n", printed);
    }
}
