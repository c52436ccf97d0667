package dev.releaseledger.command.health.alertmanager;

/** Whether an alert's condition holds; Alertmanager writes it in small letters. */
public enum AlertStatus {
    FIRING,
    RESOLVED
}
