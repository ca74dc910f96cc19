package io.jenkins.plugins.ecsdeploy.engine.variables;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that mean in Groovy what they look like. */
final class NumberLiteral {
    private static final Pattern PLAIN = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private NumberLiteral() {}

    /**
     * The text that {@code env} gets when Groovy assigns the number. Empty for what Groovy reads as another number
     * than it looks like ({@code 010}, {@code 1e5}, {@code 1_000}, {@code 0x1F}, {@code 5L}) or not as a number.
     */
    static Optional<String> text(String literal) {
        // The digits are as many as the file allows, and BigDecimal needs time in the square of their number.
        if (literal.length() > 1_000 || !PLAIN.matcher(literal).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(literal).toString());
    }
}
