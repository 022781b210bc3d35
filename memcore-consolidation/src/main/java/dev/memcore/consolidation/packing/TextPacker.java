package dev.memcore.consolidation.packing;

import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses texts without loss: Deflate with a preset dictionary. The reversible compression of R3Mem, LoMA and Memory
 * Tokens is learned and approximate; this one returns the same characters. Use it for texts outside a store, for example
 * in checkpoints of an agent. A store does not use it, because it needs the plain texts for its index.
 *
 * <p>The form of a block: a checksum (CRC-32, 4 bytes) of the content, then the compressed content: the number of texts,
 * and for each text its length in bytes and its bytes in UTF-8. Numbers have 7 bits in each byte, lowest first.
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class TextPacker {
    /** The maximum size of a dictionary in bytes: the window of Deflate. */
    public static final int MOST_DICTIONARY = 32_768;

    private static final int CHECKSUM = 4;
    private static final int BUFFER = 4_096;
    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final byte[] dictionary;

    private TextPacker(byte[] dictionary) {
        this.dictionary = dictionary;
    }

    /** Returns a packer without a dictionary. */
    public static TextPacker ofDefaults() {
        return new TextPacker(new byte[0]);
    }

    /**
     * Returns a packer with a dictionary of the phrases that recur in some texts. The same texts give the same
     * dictionary.
     *
     * @param texts samples of the texts to pack
     * @param bytes the maximum size of the dictionary, 0 to {@value #MOST_DICTIONARY}
     */
    public static TextPacker ofPhrases(List<String> texts, int bytes) {
        Arguments.within(bytes, 0, MOST_DICTIONARY, "bytes");
        return new TextPacker(new PhraseDictionary(Arguments.allPresent(texts, "texts")).bytes(bytes));
    }

    /**
     * Returns a packer with a stored dictionary. A block can be unpacked only with the dictionary with which it was
     * packed.
     *
     * @param dictionary the result of {@link #dictionary()}
     */
    public static TextPacker of(byte[] dictionary) {
        Arguments.atMost(Arguments.present(dictionary, "dictionary").length, MOST_DICTIONARY, "the dictionary's size");
        return new TextPacker(dictionary.clone());
    }

    /** Returns a copy of the dictionary; empty if there is none. */
    public byte[] dictionary() {
        return dictionary.clone();
    }

    /**
     * Compresses texts into one block. Texts that are packed together take less space than texts that are packed one by
     * one.
     *
     * @param texts the texts, without unpaired surrogates; may be empty
     */
    public byte[] pack(List<String> texts) {
        byte[] content = content(Arguments.allPresent(texts, "texts"));
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(ByteBuffer.allocate(CHECKSUM).putInt(checksum(content)).array());
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setDictionary(dictionary);
            deflater.setInput(content);
            deflater.finish();
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                block.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
        return block.toByteArray();
    }

    /**
     * Returns the texts of a block.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if the block is damaged, or was packed with another
     *     dictionary
     */
    public List<String> unpack(byte[] block) {
        ByteBuffer given = ByteBuffer.wrap(Arguments.present(block, "block"));
        try {
            int checksum = given.getInt();
            byte[] content = inflated(block);
            if (checksum(content) != checksum) {
                throw damaged(new DataFormatException("the checksum differs"));
            }
            return texts(ByteBuffer.wrap(content));
        } catch (DataFormatException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private byte[] inflated(byte[] block) throws DataFormatException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(dictionary);
            inflater.setInput(block, CHECKSUM, block.length - CHECKSUM);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && !inflater.finished()) {
                    throw new DataFormatException("the block ends too early");
                }
                content.write(buffer, 0, read);
            }
        } finally {
            inflater.end();
        }
        return content.toByteArray();
    }

    private static MemoryException damaged(Exception cause) {
        return MemoryException.of(
                ErrorCode.INVALID_ARGUMENT, "the block is damaged, or was packed with another dictionary", cause);
    }

    private static int checksum(byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return (int) checksum.getValue();
    }

    private static byte[] content(List<String> texts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        number(texts.size(), content);
        for (String text : texts) {
            byte[] bytes = Arguments.wellFormed(text, "text").getBytes(StandardCharsets.UTF_8);
            number(bytes.length, content);
            content.writeBytes(bytes);
        }
        return content.toByteArray();
    }

    private static List<String> texts(ByteBuffer content) {
        int count = number(content);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[number(content)];
            content.get(bytes);
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static void number(int value, ByteArrayOutputStream into) {
        int left = value;
        while (left > SEVEN_BITS) {
            into.write((left & SEVEN_BITS) | MORE);
            left >>>= Integer.bitCount(SEVEN_BITS);
        }
        into.write(left);
    }

    private static int number(ByteBuffer from) {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = from.get();
            value |= (next & SEVEN_BITS) << shift;
            shift += Integer.bitCount(SEVEN_BITS);
        } while ((next & MORE) != 0);
        return value;
    }
}
