package dev.memcore.tools.triple;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InlineCallsTest {
    private static final String[] NAMES = {
        "Ann", "works for", "Acme & Co. [Ltd]", "3 > 2", "a>b", "Zoë", "\"quoted\"", "名前", "x:y", "?!"
    };
    private static final String[] PROSE = {"", "So ", "see [1] ", "[MEM_WRITE ", "{a >> b} ", "[MEM_READ{ ", "\n"};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsRead(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<InlineCalls.Call> calls = new ArrayList<>();
            StringBuilder text = new StringBuilder();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                InlineCalls.Call call =
                        new InlineCalls.Call(random.nextBoolean(), List.of(name(random), name(random), name(random)));
                calls.add(call);
                text.append(PROSE[random.nextInt(PROSE.length)])
                        .append('[')
                        .append(call)
                        .append(']');
            }
            assertEquals(calls, InlineCalls.of(text.toString()), text::toString);
        }
    }

    private static String name(Random random) {
        return NAMES[random.nextInt(NAMES.length)];
    }
}
