package io.jenkins.plugins.ecsdeploy.engine.variables;

import io.jenkins.plugins.ecsdeploy.engine.EngineException;
import io.jenkins.plugins.ecsdeploy.engine.Shown;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a build variable may be called, and which names no import may set as environment variables. */
public final class VariableNames {
    static final String RULE = "letters, digits and _, no digit first";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Names that change how programs run, where they connect to, or what a build says of itself. {@code *} stands for
     * any characters. Environment variables of Jenkins know no case, so these do not either.
     */
    private static final List<Predicate<String>> PROTECTED = patterns(
            // Which program runs, and what is loaded into it.
            "PATH",
            "PATHEXT",
            "COMSPEC",
            "SYSTEMROOT",
            "WINDIR",
            "LD_*",
            "DYLD_*",
            "LIBPATH",
            "SHLIB_PATH",
            "GCONV_PATH",
            "SHELL",
            "SHELLOPTS",
            "BASH*",
            "ENV",
            "IFS",
            "PS4",
            "PROMPT_COMMAND",
            "EDITOR",
            "VISUAL",
            "PAGER",
            "LESSOPEN",
            "LESSCLOSE",
            // Options and libraries of language runtimes and build tools.
            "*_OPTS",
            "*_OPTIONS",
            "*FLAGS",
            "CLASSPATH",
            "JAVA_HOME",
            "JDK_HOME",
            "MAVEN_*",
            "M2_HOME",
            "GRADLE_*",
            "NODE_*",
            "NPM_*",
            "PYTHON*",
            "PERL*",
            "RUBY*",
            "GEM_*",
            "PSMODULEPATH",
            // Identities, and where they are kept.
            "HOME",
            "USERPROFILE",
            "XDG_*",
            "TMP",
            "TEMP",
            "TMPDIR",
            "GIT_*",
            "SSH_*",
            "AWS_*",
            "DOCKER_*",
            "KUBECONFIG",
            // Where programs connect to, and whom they trust.
            "*_PROXY",
            "CURL_*",
            "SSL_*",
            "REQUESTS_CA_BUNDLE",
            // What Jenkins says of itself and of the build.
            "JENKINS_*",
            "HUDSON_*",
            "BUILD_*",
            "JOB_*",
            "RUN_*",
            "WORKSPACE*",
            "EXECUTOR_NUMBER",
            "STAGE_NAME",
            "BRANCH_*",
            "CHANGE_*");

    private VariableNames() {}

    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws EngineException when the text cannot be the name of a build variable */
    static void check(String name) {
        if (!isName(name)) {
            throw new EngineException("A build variable cannot be called '" + Shown.text(name) + "': " + RULE);
        }
    }

    /**
     * Refuses names that an import must not set in the environment of a build.
     *
     * @throws EngineException with all names that are refused
     */
    public static void checkSettable(Collection<String> names) {
        List<String> refused = names.stream()
                .filter(name -> PROTECTED.stream().anyMatch(pattern -> pattern.test(name.toUpperCase(Locale.ROOT))))
                .map(Shown::text)
                .toList();
        if (!refused.isEmpty()) {
            throw new EngineException("set: an upstream build may not set " + String.join(", ", refused)
                    + ", because such a variable changes how programs run. Nothing was set. Name with 'only' what is to"
                    + " be set, or take the value from the map that the step answers with");
        }
        TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            if (!seen.add(name)) {
                throw new EngineException("set: " + seen.floor(name) + " and " + name
                        + " are one environment variable. Nothing was set. Name with 'only' which is meant");
            }
        }
    }

    private static List<Predicate<String>> patterns(String... globs) {
        return List.of(globs).stream().map(NameFilter::glob).toList();
    }
}
