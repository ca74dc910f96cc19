package io.jenkins.plugins.ecsdeploy.engine.taskdef;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a task, which can be written in two ways: CPU units or vCPUs, MiB or GB. ECS turns the second into the
 * first when it registers the document (ECS API, RegisterTaskDefinition, cpu and memory).
 */
public enum TaskSize {
    CPU("vcpu", "CPU units such as 512, or '0.5 vCPU'"),
    MEMORY("gb", "MiB such as 1024, or '1 GB'");

    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);
    private static final int MAX_LENGTH = 20;

    private final Pattern pattern;
    private final String expected;

    TaskSize(String unit, String expected) {
        this.pattern = Pattern.compile(
                "(?<small>[0-9]+)|(?<large>[0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*" + unit, Pattern.CASE_INSENSITIVE);
        this.expected = expected;
    }

    /** @param argument that holds the text */
    public void check(String argument, String text) {
        if (normalized(text).isEmpty()) {
            throw new EngineException(argument + " is '" + text + "', which is no size; expected " + expected);
        }
    }

    /** In CPU units or MiB, as ECS answers it; empty for a text that is no size. */
    public Optional<String> normalized(String text) {
        Matcher parts = pattern.matcher(text.strip());
        if (text.length() > MAX_LENGTH || !parts.matches()) {
            return Optional.empty();
        }
        BigDecimal size = parts.group("small") != null
                ? new BigDecimal(parts.group("small"))
                : new BigDecimal(parts.group("large")).multiply(UNITS);
        return Optional.of(size.stripTrailingZeros().toPlainString());
    }
}
