package dev.memcore.testkit.model;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A fake language model that replies from a script, in order, and records the requests. A step of the script can depend
 * on the request, for example to answer from the context that it contains. Safe for any number of threads.
 */
public final class ScriptedLanguageModel implements LanguageModel {
    private final List<Function<ModelRequest, ModelReply>> script;
    private final List<ModelRequest> requests = new ArrayList<>();

    /**
     * Creates a model with a script.
     *
     * @param script the steps; each is used once
     */
    public ScriptedLanguageModel(List<Function<ModelRequest, ModelReply>> script) {
        this.script = List.copyOf(script);
    }

    /** Returns a model that gives these replies in order. */
    public static ScriptedLanguageModel of(ModelReply... replies) {
        List<Function<ModelRequest, ModelReply>> script = new ArrayList<>();
        for (ModelReply reply : replies) {
            script.add(request -> reply);
        }
        return new ScriptedLanguageModel(script);
    }

    /**
     * Returns the reply of the next step.
     *
     * @throws MemoryException {@link ErrorCode#COMPONENT_FAILED} if the script has ended
     */
    @Override
    public ModelReply complete(ModelRequest request) throws InterruptedException {
        if (request == null) {
            throw MemoryException.of(ErrorCode.INVALID_ARGUMENT, "request must not be null");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the call");
        }
        Function<ModelRequest, ModelReply> step;
        synchronized (requests) {
            if (requests.size() == script.size()) {
                throw MemoryException.of(
                        ErrorCode.COMPONENT_FAILED, "the script has ended after " + script.size() + " replies");
            }
            step = script.get(requests.size());
            requests.add(request);
        }
        return step.apply(request);
    }

    /** Returns the requests so far, in order. */
    public List<ModelRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Returns the number of replies that the script still has. */
    public int remaining() {
        synchronized (requests) {
            return script.size() - requests.size();
        }
    }
}
