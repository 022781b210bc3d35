package dev.memcore.mcp.protocol;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** Writes JSON as {@code JSON.stringify(value, null, 2)} of JavaScript does. */
final class TwoSpaces extends DefaultPrettyPrinter {
    private static final long serialVersionUID = 1L;

    TwoSpaces() {
        super(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        indentObjectsWith(lines);
        indentArraysWith(lines);
    }

    private TwoSpaces(TwoSpaces base) {
        super(base);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new TwoSpaces(this);
    }
}
