package dev.memcore.retrieval.storage;

import dev.memcore.retrieval.text.TermBag;
import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** A token stream of the terms in a bag, so that an analysed text is not analysed again for indexing. */
final class TermBagStream extends TokenStream {
    private final TermBag bag;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private Iterator<Map.Entry<String, Integer>> rest;

    TermBagStream(TermBag bag) {
        this.bag = bag;
        this.rest = bag.frequencies().entrySet().iterator();
    }

    @Override
    public void reset() {
        rest = bag.frequencies().entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!rest.hasNext()) {
            return false;
        }
        Map.Entry<String, Integer> next = rest.next();
        term.append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }
}
