export { changeSetting } from '#rooms/settings/change-setting.ts';
export { egressOf } from '#rooms/settings/egress.ts';
export { settingChanged } from '#rooms/settings/events.ts';
export { foundHouse, requireDomain } from '#rooms/settings/found-house.ts';
export {
  REGISTRATIONS,
  type Registrations,
  SETTING_NAMES,
  SETTINGS,
  type SettingName,
  type Settings,
  settingText,
} from '#rooms/settings/rules/settings.ts';
export { settingChangedAt, settingsInApply, settingsOf } from '#rooms/settings/views.ts';
