package io.jenkins.plugins.ecsdeploy.arguments;

import io.jenkins.plugins.ecsdeploy.engine.document.RawValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Values of a form in the kinds of values that the snippet generator turns into Groovy which compiles and means the same
 * (workflow-cps, {@code Snippetizer}). It has no way to write decimals and large numbers, it takes {@code a.b} for a key
 * that needs no quotes, and it writes an empty map as an empty list.
 */
final class SnippetValues {
    /** A number that is the same when it is written as a text, and small enough for every step. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SnippetValues() {}

    /** The value as a number, if the text is one, and as {@link #of} otherwise. */
    static Object textOrNumber(Object value) {
        return value instanceof String text && NUMBER.matcher(text).matches() ? Integer.valueOf(text) : of(value);
    }

    static Object of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            List<Object> written = new ArrayList<>();
            list.forEach(each -> written.add(of(each)));
            return written;
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number.toString();
        }
        return value instanceof BigDecimal number ? decimal(number) : value;
    }

    private static Object map(Map<?, ?> map) {
        if (map.isEmpty()) {
            return new UninstantiatedDescribable("new HashMap", null, Map.of());
        }
        Map<Object, Object> written = new LinkedHashMap<>();
        map.forEach((key, value) -> written.put(key(key), of(value)));
        return written;
    }

    /** The key; within brackets where the generator would leave out quotes that Groovy needs. */
    private static Object key(Object key) {
        if (!(key instanceof String text)
                || !SourceVersion.isName(text)
                || IDENTIFIER.matcher(text).matches()) {
            return key;
        }
        // A call without a name: nothing else is written with brackets around it, and Groovy takes them for what they
        // are.
        UninstantiatedDescribable brackets = new UninstantiatedDescribable("", null, Map.of("text", text));
        brackets.setModel(DescribableModel.of(Brackets.class));
        return brackets;
    }

    /** A number if its digits stay what they are, else a text: 1.10 is a version, and 1.1 another. */
    private static Object decimal(BigDecimal number) {
        String digits = RawValues.text("a number", number);
        if (WHOLE.matcher(digits).matches()) {
            return of(new BigInteger(digits));
        }
        return Double.toString(number.doubleValue()).equals(digits) ? (Object) number.doubleValue() : digits;
    }

    /** Tells the generator to write a single argument without its name. */
    public static final class Brackets {
        private final String text;

        @DataBoundConstructor
        public Brackets(String text) {
            this.text = text;
        }

        public String getText() {
            return text;
        }
    }
}
