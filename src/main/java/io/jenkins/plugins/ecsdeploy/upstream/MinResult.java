package io.jenkins.plugins.ecsdeploy.upstream;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Result;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Locale;

/** The argument {@code minResult}: which builds count as successful. */
final class MinResult {
    private static final List<String> NAMES = List.of(Result.SUCCESS.toString(), Result.UNSTABLE.toString());

    private MinResult() {}

    /** @throws IllegalArgumentException if it is neither of the two */
    static String checked(@CheckForNull String name) {
        String result = Util.fixEmptyAndTrim(name);
        if (result == null) {
            return Result.SUCCESS.toString();
        }
        if (!NAMES.contains(result.toUpperCase(Locale.ENGLISH))) {
            throw new IllegalArgumentException(Messages.MinResult_neither(result));
        }
        return result.toUpperCase(Locale.ENGLISH);
    }

    /** What was written down, or the stricter of the two where that is neither. */
    static String known(@CheckForNull String written) {
        return NAMES.contains(String.valueOf(written)) ? written : Result.SUCCESS.toString();
    }

    static ListBoxModel items() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.MinResult_success(), NAMES.get(0));
        items.add(Messages.MinResult_unstable(), NAMES.get(1));
        return items;
    }
}
