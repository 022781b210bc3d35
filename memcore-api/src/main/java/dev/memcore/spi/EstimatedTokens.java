package dev.memcore.spi;

import java.util.Arrays;

/**
 * Estimates the number of tokens that the byte-pair tokenizers of chat models produce, without their vocabularies.
 * O(characters).
 */
final class EstimatedTokens implements TokenCounter {
    // These tokenizers split a text into words, numbers, punctuation and white space, and each of these into
    // pieces of their vocabulary. The estimate is the sum of a price for each character, in hundredths of a
    // token. The price depends on the type of the character and on the characters before it:
    //
    // - A word of ASCII letters costs one token, and a little more for each letter after the fifth. This
    // surcharge is higher in texts with letters such as ä or ł, because the vocabularies contain fewer long
    // words of other languages than English.
    // - A capital letter after another one costs more than a small letter. In a row of more than 40 letters
    // and digits (keys, encoded bytes), each further letter costs about half a token.
    // - Three digits cost one token, and so does the space before a number. A space before a word is free.
    // - Every other character has the price of its script.
    //
    // The prices were fitted to cl100k_base (GPT-4), because of the published vocabularies it needs the most
    // tokens in most languages. o200k_base (GPT-4o) needs a few per cent less for English and code, a third
    // less for Chinese and Japanese, and half or less for Arabic, Thai and Hindi. docs/guide/windows.md has
    // the measurements.

    static final EstimatedTokens INSTANCE = new EstimatedTokens();

    private static final int TOKEN = 100;

    /** The price of a character outside the basic multilingual plane. Most emoji are such characters. */
    private static final int BEYOND = 310;

    private static final int BLOCK = 128;
    private static final short[] PRICES = prices();

    private EstimatedTokens() {}

    @Override
    public int count(String text) {
        Meter meter = new Meter();
        int point;
        for (int at = 0; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            meter.take(point);
        }
        return (int) Math.min(Integer.MAX_VALUE, (meter.price() + TOKEN - 1) / TOKEN);
    }

    private enum Part {
        SMALL,
        CAPITAL,
        DIGIT,
        SPACE,
        LINE_BREAK,
        PUNCTUATION,
        OTHER;

        static Part of(int point) {
            if (point >= 0x80) {
                return OTHER;
            } else if (point >= 'a' && point <= 'z') {
                return SMALL;
            } else if (point >= 'A' && point <= 'Z') {
                return CAPITAL;
            } else if (point >= '0' && point <= '9') {
                return DIGIT;
            } else if (point == '\n' || point == '\r') {
                return LINE_BREAK;
            }
            return point == ' ' || point == '\t' ? SPACE : PUNCTUATION;
        }
    }

    /** Adds up the prices of one text. */
    private static final class Meter {
        private static final int PLAIN_LETTERS = 5;
        private static final int SURCHARGE = 12;
        private static final int FOREIGN_SURCHARGE = 40;
        /** A text is not English if at least one in this number of its letters is a non-ASCII Latin letter. */
        private static final int FOREIGN_SHARE = 250;

        private static final int LONG_KEY = 40;
        private static final int KEY_LETTER = 55;
        private static final int LAST_LATIN = 0x24F;

        private long price;
        private Part before = Part.LINE_BREAK;
        private int previous;
        /** The number of characters so far in the current row of the same part. */
        private int run;
        /** The number of ASCII letters and digits so far in the current row. */
        private int key;

        private long letters;
        private long foreign;
        private long beyondPlain;

        void take(int point) {
            Part part = Part.of(point);
            Part last = isForeign(previous) && part == Part.SMALL ? Part.SMALL : before;
            boolean capitalized = part == Part.SMALL && last == Part.CAPITAL && run == 1;
            boolean afterSpace = before == Part.SPACE;
            run = part == last || capitalized ? run + 1 : 1;
            key = part == Part.SMALL || part == Part.CAPITAL || part == Part.DIGIT ? key + 1 : 0;
            price += switch (part) {
                case SMALL -> small();
                case CAPITAL -> capital();
                case DIGIT -> digit(afterSpace);
                case SPACE -> run == 2 ? 80 : run > 2 ? 2 : 0;
                case LINE_BREAK -> run == 1 ? 80 : 15;
                case PUNCTUATION -> run == 1 ? 90 : point == previous ? 5 : 65;
                case OTHER -> other(point);
            };
            before = part;
            previous = point;
        }

        private int small() {
            letters++;
            if (run > PLAIN_LETTERS) {
                beyondPlain++;
            }
            return run == 1 ? TOKEN : key > LONG_KEY ? KEY_LETTER : 0;
        }

        private int capital() {
            letters++;
            return run == 1 ? TOKEN : key > LONG_KEY ? KEY_LETTER : 30;
        }

        private int digit(boolean afterSpace) {
            int space = run == 1 && afterSpace ? TOKEN : 0;
            return run % 3 == 1 ? TOKEN + space : 0;
        }

        private int other(int point) {
            if (isForeign(point)) {
                foreign++;
            }
            return priceOf(point);
        }

        private static boolean isForeign(int point) {
            return point >= 0x80 && point <= LAST_LATIN && Character.isLetter(point);
        }

        long price() {
            boolean english = foreign * FOREIGN_SHARE < letters || foreign == 0;
            return price + beyondPlain * (english ? SURCHARGE : FOREIGN_SURCHARGE);
        }
    }

    /** Returns the price of a non-ASCII character: the price of its block of 128 characters. */
    private static int priceOf(int point) {
        return point < 0x10000 ? PRICES[point / BLOCK] : BEYOND;
    }

    /** Returns the prices by block. Blocks without a fitted price have a price according to their length in UTF-8. */
    private static short[] prices() {
        short[] prices = new short[0x10000 / BLOCK];
        set(prices, 0x0000, 0x0800, 200);
        set(prices, 0x0800, 0x10000, 210);
        set(prices, 0x0080, 0x0100, 100); // Latin: western Europe
        set(prices, 0x0100, 0x0280, 110); // Latin: the rest of Europe
        set(prices, 0x0300, 0x0380, 110); // combining marks
        set(prices, 0x0380, 0x0400, 105); // Greek
        set(prices, 0x0400, 0x0500, 56); // Cyrillic
        set(prices, 0x0580, 0x0600, 115); // Hebrew
        set(prices, 0x0600, 0x0700, 85); // Arabic
        set(prices, 0x0900, 0x0980, 130); // Devanagari
        set(prices, 0x0E00, 0x0E80, 100); // Thai
        set(prices, 0x1E00, 0x1F00, 200); // Latin: Vietnamese
        set(prices, 0x2000, 0x2C00, 150); // punctuation, signs, symbols
        set(prices, 0x3000, 0x3100, 105); // Hiragana, Katakana, punctuation of East Asia
        set(prices, 0x4E00, 0xA000, 135); // Han
        set(prices, 0xAC00, 0xD800, 125); // Hangul
        set(prices, 0xFE00, 0xFE80, 150); // variation selectors
        set(prices, 0xFF00, 0x10000, 105); // full width forms
        return prices;
    }

    private static void set(short[] prices, int from, int to, int price) {
        Arrays.fill(prices, from / BLOCK, to / BLOCK, (short) price);
    }
}
