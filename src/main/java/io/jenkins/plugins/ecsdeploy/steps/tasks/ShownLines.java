package io.jenkins.plugins.ecsdeploy.steps.tasks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LogAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** Counts lines that stand in the log of a step: what of a container's log people have been shown. */
final class ShownLines {
    private static final Logger LOGGER = Logger.getLogger(ShownLines.class.getName());

    private ShownLines() {}

    /**
     * How many whole lines begin so.
     *
     * @return -1 if the log cannot be read
     */
    static long count(FlowNode node, String prefix) {
        LogAction log = node.getAction(LogAction.class);
        if (log == null) {
            return 0;
        }
        Counter counter = new Counter(prefix.getBytes(StandardCharsets.UTF_8));
        try {
            log.getLogText().writeLogTo(0, counter);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "Cannot read the log of step " + node.getId());
            return -1;
        }
        return counter.lines;
    }

    /** Holds no line, for a log may be of any size. */
    private static final class Counter extends OutputStream {
        private final byte[] prefix;
        private long lines;
        /** How many bytes of the line are as in the prefix; -1 when one was not. */
        private int matched;

        private Counter(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        public void write(int value) {
            if (value == '\n') {
                lines += matched == prefix.length ? 1 : 0;
                matched = 0;
            } else if (matched >= 0 && matched < prefix.length) {
                matched = prefix[matched] == (byte) value ? matched + 1 : -1;
            }
        }
    }
}
