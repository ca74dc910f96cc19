package io.jenkins.plugins.ecsdeploy.arguments;

import java.io.PrintWriter;

/**
 * Why a form makes no step. The snippet generator shows a {@link RuntimeException} as it prints itself, where the snippet
 * would stand, and nothing at all of other failures ({@code Snippetizer#doGenerateSnippet} of Pipeline: Groovy). So this
 * one prints its message alone: the stack says nothing to whoever filled in the form.
 */
final class NoSnippetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSnippetException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Asked by {@code hudson.Functions#printThrowable}. */
    @Override
    public void printStackTrace(PrintWriter writer) {
        writer.println(getMessage());
    }
}
