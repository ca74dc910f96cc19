package io.jenkins.plugins.ecsdeploy.engine.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be called, as its answer 401 says (RFC 7235, header WWW-Authenticate). There may be several, in
 * several headers or in one.
 *
 * @param scheme in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    static final String BASIC = "basic";
    static final String BEARER = "bearer";

    private static final int LONGEST = 8 * 1024;

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    /** A parameter, or else the name of a scheme with or without a token68 behind it. */
    private static final Pattern PART = Pattern.compile("[\\s,]*(?:(?<name>" + TOKEN + ")\\s*=\\s*"
            + "(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>" + TOKEN + "|[^\\s,\"=]+))(?=[\\s,]|$)"
            + "|(?<scheme>" + TOKEN + ")(?:[ \\t]+[A-Za-z0-9._~+/-]{8,}=*(?=[\\s,]|$))?)");

    /** The first one that is understood here; a registry may offer Negotiate before it. */
    static Optional<Challenge> of(RegistryAnswer answer) {
        return answer.headers("WWW-Authenticate").stream()
                .filter(value -> value.length() <= LONGEST)
                .flatMap(value -> all(value).stream())
                .filter(challenge -> challenge.isBasic() || challenge.isBearer())
                .findFirst();
    }

    static List<Challenge> all(String header) {
        List<Challenge> all = new ArrayList<>();
        Matcher part = PART.matcher(header);
        while (part.lookingAt() && part.end() > part.start()) {
            if (part.group("scheme") != null) {
                all.add(new Challenge(part.group("scheme").toLowerCase(Locale.ROOT), new LinkedHashMap<>()));
            } else if (!all.isEmpty()) {
                String quoted = part.group("quoted");
                String value = quoted == null ? part.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
                all.get(all.size() - 1)
                        .parameters()
                        .putIfAbsent(part.group("name").toLowerCase(Locale.ROOT), value);
            }
            part.region(part.end(), header.length());
        }
        return all;
    }

    boolean isBasic() {
        return scheme.equals(BASIC);
    }

    boolean isBearer() {
        return scheme.equals(BEARER) && parameter("realm").isPresent();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
