package io.jenkins.plugins.ecsdeploy.steps.tasks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
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
        return counter.lines();
    }

    /** Holds the beginning of one line only, for a log may be of any size, and a line, too. */
    static final class Counter extends OutputStream {
        /** As the plugin Timestamper writes it before each line: {@code [2026-01-31T12:00:00.000Z] }. */
        private static final Pattern STAMP = Pattern.compile("\\[\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}Z] ");

        private static final int STAMP_LENGTH = 27;

        private final byte[] prefix;
        private final byte[] begun;
        private int length;
        private long lines;

        Counter(byte[] prefix) {
            this.prefix = prefix.clone();
            this.begun = new byte[STAMP_LENGTH + prefix.length];
        }

        long lines() {
            return lines;
        }

        @Override
        public void write(int value) {
            if (value == '\n') {
                lines += begins(0) || begins(STAMP_LENGTH) && isStamp() ? 1 : 0;
                length = 0;
            } else if (length < begun.length) {
                begun[length++] = (byte) value;
            }
        }

        private boolean begins(int at) {
            return length >= at + prefix.length
                    && Arrays.equals(begun, at, at + prefix.length, prefix, 0, prefix.length);
        }

        private boolean isStamp() {
            return STAMP.matcher(new String(begun, 0, STAMP_LENGTH, StandardCharsets.US_ASCII))
                    .matches();
        }
    }
}
