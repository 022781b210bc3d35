package dev.memcore.cli.shell.terminal;

import dev.memcore.cli.console.BadInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines from a stream in UTF-8, regardless of the locale, so that a script has the same result everywhere. */
public final class PipedLines implements Lines {
    private final InputStream in;
    private int number;

    public PipedLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    @Override
    public @Nullable String next(String prompt) {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int read = in.read();
            if (read < 0) {
                return null;
            }
            for (; read >= 0 && read != '\n'; read = in.read()) {
                line.write(read);
            }
            number++;
            return decoded(line.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the commands", e);
        }
    }

    private String decoded(byte[] line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("line " + number + " is not in UTF-8", e);
        }
    }

    @Override
    public boolean agrees(String question) {
        throw new BadInput("nothing was done: in a pipe the shell cannot ask for confirmation; use --yes");
    }

    @Override
    public boolean typed() {
        return false;
    }

    /** Does nothing, because the caller owns the stream. */
    @Override
    public void close() {}
}
