package io.jenkins.plugins.ecsdeploy.engine.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A refusal in AWS's words: who may not do what, on what, and why (IAM user guide, "Troubleshoot access denied error
 * messages").
 *
 * @param resource {@code *} where AWS names none
 * @param because what follows the word, or empty
 */
record AccessDenied(String identity, String action, String resource, String because) {
    private static final Pattern REFUSAL = Pattern.compile(
            "User: (\\S+) is not authorized to perform: ([\\w-]+:\\w+)(?: on resource: (\\S+))?(?: (.*))?",
            Pattern.DOTALL);

    /** Empty if the text says something else, as some services do. */
    static Optional<AccessDenied> in(String message) {
        Matcher refusal = REFUSAL.matcher(message == null ? "" : message);
        return refusal.find()
                ? Optional.of(new AccessDenied(
                        refusal.group(1),
                        refusal.group(2),
                        refusal.group(3) == null ? "*" : refusal.group(3),
                        refusal.group(4) == null ? "" : refusal.group(4)))
                : Optional.empty();
    }

    /** What to change, in one line. */
    String remedy() {
        if (because.contains("explicit deny")) {
            return "A policy denies " + identity + " the action " + action + " on " + resource
                    + ", which no other policy can allow. Take it out of the " + policyOfTheDeny();
        }
        if (action.equals("sts:AssumeRole")) {
            return "Let " + identity + " assume " + resource + ": its policy needs " + statement()
                    + ", and the role's trust policy must name it, with the external id if there is one";
        }
        return "Add this to the " + policy() + " of " + identity + ": " + statement();
    }

    private String statement() {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private String policy() {
        for (String kind :
                new String[] {"service control policy", "permissions boundary", "session policy", "VPC endpoint policy"
                }) {
            if (because.contains("no " + kind)) {
                return kind;
            }
        }
        return "IAM policy";
    }

    /** {@code with an explicit deny in a service control policy} names it; otherwise all of them are to be looked at. */
    private String policyOfTheDeny() {
        Matcher named = Pattern.compile("explicit deny in an? ([\\w -]*policy|permissions boundary)")
                .matcher(because);
        return named.find() ? named.group(1) : "policy that does";
    }
}
