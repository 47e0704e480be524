import { Networks } from './address-lists';

describe('networks', () => {
  const networks = new Networks(['91.194.226.0/23', '10.1.2.3', '2001:db8::/32']);

  it.each(['91.194.226.1', '91.194.227.255', '10.1.2.3', '::ffff:10.1.2.3', '2001:db8:1::1'])(
    'contain %s',
    (address) => {
      expect(networks.contains(address)).toBe(true);
    },
  );

  it.each(['91.194.228.0', '10.1.2.4', '2001:db9::1', '', 'localhost', '10.1.2'])(
    'do not contain %j',
    (address) => {
      expect(networks.contains(address)).toBe(false);
    },
  );
});
