// Settings, Network: limits and their hours, the proxy, certificates of one's own, and whether the cloud answers.
#pragma once

#include "ui/settings/managed_fields.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_parts.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTimeEdit;

namespace tideline::ui {

/// Thread: GUI.
class NetworkPage final : public SettingsPage {
    Q_OBJECT
public:
    NetworkPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent);

private:
    QLineEdit *makeField(const QString &label, const QString &setting, const QString &hint);
    QSpinBox *makeLimit(const QString &label, const QString &setting);
    void makeLimits(QFormLayout &form);
    void addManaged(QLabel *limits, QLabel *metered, QLabel *proxy, QLabel *certificates);
    void makeMetered(QFormLayout &form);
    void takeHours();
    void showLimits();
    void makeProxy(QFormLayout &form);
    /// A line that names a file, and a button that asks for one.
    QLineEdit *makeFileField(QFormLayout &form, const QString &label, const QString &setting, const QString &hint, const QString &question);
    void show();
    void showFields();
    void test();

    SettingsParts m_parts;
    EngineSettings &m_engine;
    ManagedFields m_managed;
    QComboBox *m_proxy;
    QLineEdit *m_url, *m_user, *m_password, *m_ca, *m_client;
    QSpinBox *m_up, *m_down;
    QComboBox *m_metered;
    QCheckBox *m_onlyHours;
    QTimeEdit *m_from, *m_to;
    QPushButton *m_test;
    QLabel *m_answer;
};

}  // namespace tideline::ui
