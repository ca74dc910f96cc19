package io.jenkins.plugins.ecsdeploy.targets;

import hudson.model.Descriptor.FormException;

/** Finds the message for the one who saved a form in what the binding of forms to objects throws. */
final class FormFailure {
    private FormFailure() {}

    static FormException of(Throwable thrown, String field) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FormException form) {
                return form;
            }
            if (cause.getCause() == null && cause instanceof IllegalArgumentException) {
                return new FormException(cause.getMessage(), cause, field);
            }
        }
        return new FormException(thrown, field);
    }
}
