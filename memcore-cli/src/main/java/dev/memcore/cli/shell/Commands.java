package dev.memcore.cli.shell;

import dev.memcore.api.EventTime;
import dev.memcore.cli.shell.context.ShellContext;
import dev.memcore.cli.shell.context.TimeText;
import dev.memcore.cli.shell.read.CheckShellCommand;
import dev.memcore.cli.shell.read.GetCommand;
import dev.memcore.cli.shell.read.HistoryCommand;
import dev.memcore.cli.shell.read.LinksCommand;
import dev.memcore.cli.shell.read.ListCommand;
import dev.memcore.cli.shell.read.RecallCommand;
import dev.memcore.cli.shell.read.ScopeCommand;
import dev.memcore.cli.shell.read.StatsCommand;
import dev.memcore.cli.shell.read.VerifyCommand;
import dev.memcore.cli.shell.terminal.Word;
import dev.memcore.cli.shell.write.BackupShellCommand;
import dev.memcore.cli.shell.write.BlockCommand;
import dev.memcore.cli.shell.write.EraseCommand;
import dev.memcore.cli.shell.write.ExportShellCommand;
import dev.memcore.cli.shell.write.ForgetCommand;
import dev.memcore.cli.shell.write.ImportShellCommand;
import dev.memcore.cli.shell.write.LinkCommand;
import dev.memcore.cli.shell.write.MaintainCommand;
import dev.memcore.cli.shell.write.PinCommand;
import dev.memcore.cli.shell.write.RekeyCommand;
import dev.memcore.cli.shell.write.RememberCommand;
import dev.memcore.cli.shell.write.ReviseCommand;
import dev.memcore.cli.shell.write.UndoCommand;
import dev.memcore.cli.shell.write.UnlinkCommand;
import dev.memcore.cli.shell.write.UsedCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The commands of the shell, for picocli. */
@Command(
        name = "",
        synopsisHeading = "",
        customSynopsis = "COMMAND ...",
        footer = {
            "",
            "A memory is named by #7 as it was shown, by its id, or by the end of its id.",
            "Times are in UTC: 2026-03-01, or 2026-03-01T07:10:00Z.",
            "A text needs no quotes; double quotes around it keep spaces and allow \\n."
        })
final class Commands {
    private Commands() {}

    /** Returns all commands for a shell context. */
    static CommandLine at(ShellContext desk) {
        CommandLine shell = new CommandLine(new Commands())
                .addSubcommand(new RememberCommand(desk))
                .addSubcommand(new RecallCommand(desk))
                .addSubcommand(new GetCommand(desk))
                .addSubcommand(new ListCommand(desk))
                .addSubcommand(new HistoryCommand(desk))
                .addSubcommand(new CommandLine(new AsOfCommand()).setStopAtPositional(true))
                .addSubcommand(new ReviseCommand(desk))
                .addSubcommand(new RekeyCommand(desk))
                .addSubcommand(new ForgetCommand(desk))
                .addSubcommand(new EraseCommand(desk))
                .addSubcommand(new VerifyCommand(desk))
                .addSubcommand(new LinkCommand(desk))
                .addSubcommand(new UnlinkCommand(desk))
                .addSubcommand(new LinksCommand(desk))
                .addSubcommand(new UndoCommand(desk))
                .addSubcommand(new MaintainCommand(desk))
                .addSubcommand("pin", new PinCommand(desk, true))
                .addSubcommand("unpin", unpin(desk))
                .addSubcommand(new UsedCommand(desk))
                .addSubcommand(new BlockCommand(desk))
                .addSubcommand(new StatsCommand(desk))
                .addSubcommand(new CheckShellCommand(desk))
                .addSubcommand(new BackupShellCommand(desk))
                .addSubcommand(new ExportShellCommand(desk))
                .addSubcommand(new ImportShellCommand(desk))
                .addSubcommand(new ScopeCommand(desk))
                .addSubcommand(new HelpCommand())
                .addSubcommand(new QuitCommand(desk));
        shell.getSubcommands().values().forEach(Commands::addHelp);
        read(shell);
        return shell;
    }

    private static CommandLine unpin(ShellContext desk) {
        CommandLine unpin = new CommandLine(new PinCommand(desk, false));
        unpin.getCommandSpec().usageMessage().description("Lets go of pinned memories.");
        return unpin;
    }

    /** Sets the output of the commands' help. */
    static void print(CommandLine shell, PrintWriter out, PrintWriter errors, boolean emphasis) {
        shell.setOut(out).setErr(errors);
        shell.setColorScheme(Help.defaultColorScheme(emphasis ? Ansi.ON : Ansi.OFF));
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("--help")
                            .usageHelp(true)
                            .description("Shows how the command is used.")
                            .build());
        }
    }

    private static void read(CommandLine shell) {
        shell.setExpandAtFiles(false); // "@alice" is a name, not a file
        shell.setCaseInsensitiveEnumValuesAllowed(true);
        shell.registerConverter(Word.class, Word::ofArgument);
        shell.registerConverter(
                String.class, argument -> Word.ofArgument(argument).value());
        shell.registerConverter(
                Path.class, argument -> Path.of(Word.ofArgument(argument).value()));
        shell.registerConverter(
                Instant.class,
                argument -> TimeText.moment(Word.ofArgument(argument).value()));
        shell.registerConverter(
                EventTime.class,
                argument -> TimeText.event(Word.ofArgument(argument).value()));
    }
}
