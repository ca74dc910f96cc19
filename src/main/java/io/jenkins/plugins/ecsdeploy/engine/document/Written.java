package io.jenkins.plugins.ecsdeploy.engine.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Values that remember how they were written. Numbers keep their digits, such as {@code -0} and {@code 1E5}. Scalars of
 * YAML, and of arguments of steps, also have the text that they are where a text is expected: their authors did not have
 * to say which of the two they mean, and {@code 1.10} is a version as often as a number.
 */
public final class Written {
    private Written() {}

    /** What the author of a number, boolean or null wrote; empty for texts, and for JSON, which says what it means. */
    public static Optional<String> text(JsonNode value) {
        return value instanceof HasText written ? Optional.of(written.text()) : Optional.empty();
    }

    /**
     * A number that is written with these digits.
     *
     * @param value of the digits
     * @param digits as JSON has them
     */
    static JsonNode digits(JsonNode value, String digits) {
        return value.asText().equals(digits) ? value : new ExactNumber(value, digits);
    }

    /**
     * A scalar that is a text where a text is expected.
     *
     * @param value what it is elsewhere
     * @param text of a number also its digits, as JSON has them
     */
    static JsonNode scalar(JsonNode value, String text) {
        if (value.isNumber()) {
            return new WrittenNumber(value, text);
        }
        if (value.isBoolean()) {
            return new WrittenBoolean(value.booleanValue(), text);
        }
        return value.isNull() ? new WrittenNull(text) : value;
    }

    private interface HasText {
        String text();
    }

    /** The number that it holds, but for its digits. */
    private static class ExactNumber extends NumericNode {
        private static final long serialVersionUID = 1L;

        private final NumericNode value;
        final String digits;

        ExactNumber(JsonNode value, String digits) {
            this.value = value instanceof ExactNumber exact ? exact.value : (NumericNode) value;
            this.digits = digits;
        }

        @Override
        public String asText() {
            return digits;
        }

        @Override
        public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
            if (json.canWriteFormattedNumbers()) {
                json.writeNumber(digits);
            } else {
                // Not a text, but values of Java: they have no digits.
                value.serialize(json, provider);
            }
        }

        @Override
        public JsonToken asToken() {
            return value.asToken();
        }

        @Override
        public JsonParser.NumberType numberType() {
            return value.numberType();
        }

        @Override
        public boolean isIntegralNumber() {
            return value.isIntegralNumber();
        }

        @Override
        public boolean canConvertToInt() {
            return value.canConvertToInt();
        }

        @Override
        public boolean canConvertToLong() {
            return value.canConvertToLong();
        }

        @Override
        public Number numberValue() {
            return value.numberValue();
        }

        @Override
        public int intValue() {
            return value.intValue();
        }

        @Override
        public long longValue() {
            return value.longValue();
        }

        @Override
        public double doubleValue() {
            return value.doubleValue();
        }

        @Override
        public BigDecimal decimalValue() {
            return value.decimalValue();
        }

        @Override
        public BigInteger bigIntegerValue() {
            return value.bigIntegerValue();
        }

        @Override
        public boolean equals(Object other) {
            return value.equals(other instanceof ExactNumber number ? number.value : other);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    private static final class WrittenNumber extends ExactNumber implements HasText {
        private static final long serialVersionUID = 1L;

        WrittenNumber(JsonNode value, String text) {
            super(value, text);
        }

        @Override
        public String text() {
            return digits;
        }
    }

    private static final class WrittenBoolean extends BooleanNode implements HasText {
        private static final long serialVersionUID = 1L;

        private final String text;

        WrittenBoolean(boolean value, String text) {
            super(value);
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        /** How it was written makes no difference. */
        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    private static final class WrittenNull extends NullNode implements HasText {
        private static final long serialVersionUID = 1L;

        private final String text;

        WrittenNull(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }

        /** How it was written makes no difference. */
        @Override
        public boolean equals(Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
